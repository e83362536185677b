/** The Cache API as far as it is used, in memory. */
export class MemoryStores {
  readonly stores = new Map<string, Map<string, Uint8Array>>();

  async open(name: string) {
    const store = this.stores.get(name) ?? new Map<string, Uint8Array>();
    this.stores.set(name, store);
    return {
      match: async (url: string) => {
        const bytes = store.get(url);
        return bytes && new Response(new Uint8Array(bytes));
      },
      put: async (url: string, response: Response) =>
        void store.set(url, new Uint8Array(await response.arrayBuffer())),
      keys: async () => [...store.keys()],
      delete: async (url: string) => store.delete(url)
    };
  }
  async keys(): Promise<string[]> {
    return [...this.stores.keys()];
  }
  async delete(name: string): Promise<boolean> {
    return this.stores.delete(name);
  }
  get asCaches(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}

/** localStorage in memory. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value)
  } as Storage;
}
