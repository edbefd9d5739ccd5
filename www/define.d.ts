/** Importing this module registers `<oneflow-contract-picker>`. */
export {};
