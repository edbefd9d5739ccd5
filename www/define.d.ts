/**
 * Importing this module registers `<oneflow-contract-picker>`, `<oneflow-contract-card>` and `<oneflow-contract-list>`.
 */
import './element.js';
