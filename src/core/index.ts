export * from './chunk';
export * from './document';
export * from './embedding';
export * from './encoder';
export * from './issue';
export * from './parsed';
export * from './progress';
export * from './query';
