//! What Oneflow answers: checked and sorted before a browser sees it.
