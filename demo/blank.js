// Leaves the page to whoever builds elements on it by script.
export {};
