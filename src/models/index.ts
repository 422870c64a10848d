export * from './catalogue';
export * from './fingerprint';
export * from './layout';
export * from './manifest';
export * from './precisions';
export * from './sha256';
export * from './stored-models';
