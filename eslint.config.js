import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** `message` of an error is for logs; a person reads words chosen by code. */
const rawErrorText = {
	selector: "MemberExpression[property.name='message'][object.name=/^(error|err|e|cause|reason)$/]",
	message: 'No raw error text in screens: map the outcome to words in messages/.',
};

export default ts.config(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'node_modules/',
			'.data/',
			'test-results/',
			'supabase/database.types.ts',
		],
	},
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	ts.configs.stylisticTypeChecked,
	svelte.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: {
					allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.cjs', 'static/stay.js'],
				},
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname,
			},
		},
		rules: {
			// The type checker knows every name in TypeScript and Svelte.
			'no-undef': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'no-restricted-syntax': [
				'error',
				{ selector: 'ExportAllDeclaration', message: 'No barrels: name what leaves a file.' },
				{ selector: 'TSEnumDeclaration', message: 'Unions of words instead of enums.' },
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/button-has-type': 'error',
			'svelte/require-each-key': 'error',
			'svelte/no-at-html-tags': 'error',
			// Internal links are typed strings checked by the journey tests; resolve() would tie every component to the router.
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/prefer-svelte-reactivity': 'error',
		},
	},
	{
		files: ['src/ui/**', 'src/routes/**/*.svelte', 'src/state/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				rawErrorText,
				{ selector: 'ExportAllDeclaration', message: 'No barrels: name what leaves a file.' },
			],
		},
	},
	{
		// Facts about a test's own set-up are asserted by the test itself.
		files: ['tests/**', '**/*.test.ts'],
		rules: { 'no-console': 'off' },
	},
	{
		files: ['src/server/start.ts', 'src/server/report.ts', 'src/ui/icons/render.ts'],
		rules: { 'no-console': 'off' },
	},
	{
		files: ['*.js', '*.cjs'],
		extends: [ts.configs.disableTypeChecked],
		languageOptions: { globals: globals.node },
	},
);
