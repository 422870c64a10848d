/** The part of the package that its own types leave out. */
declare module 'voy-search/voy_search_bg.js';
