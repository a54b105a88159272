# Two stages: the first has the tools and builds the app, the second has what it runs on. Nothing in here is secret.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has its own Node; of the install scripts only that of the embedded PostgreSQL is needed.
RUN npm ci --omit=dev --ignore-scripts && npm rebuild && rm -rf node_modules/node && npm cache clean --force
COPY --from=build /app/src ./src
COPY --from=build /app/supabase ./supabase
COPY --from=build /app/build ./build
RUN mkdir /data /backups && chown node:node /data /backups && ln -s /backups backups
USER node
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s \
	CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/server/start.ts"]
