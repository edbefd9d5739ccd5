//! What a browser may send to Oneflow: parsed, checked and written anew.
