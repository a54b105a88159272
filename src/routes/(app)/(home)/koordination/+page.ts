import { loadWords } from './words.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = () => loadWords();
