// What the bench uses of y-leveldb, whose own declarations its package.json does not export (0.2.0).
declare module 'y-leveldb' {
  export class LeveldbPersistence {
    constructor(folder: string);
    storeUpdate(document: string, update: Uint8Array): Promise<number>;
    destroy(): Promise<void>;
  }
}
