/** Importing this module registers `<oneflow-contract-picker>` and `<oneflow-contract-card>`. */
import './element.js';
