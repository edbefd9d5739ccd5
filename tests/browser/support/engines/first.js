// Runs before every other script of a page. It keeps what must not happen, and can make long waits short.
window.faults = [];
/** By how much waits of a second and more are divided. */
window.hurry = 1;

function keep(fault) {
  window.faults.push(fault);
}

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  keep(`policy violated: ${effectiveDirective} ${blockedURI}`);
});
window.addEventListener('error', ({ message }) => keep(`error: ${message}`));
window.addEventListener('unhandledrejection', ({ reason }) => keep(`rejection: ${reason}`));
for (const name of ['error', 'warn']) {
  const write = console[name];
  console[name] = (...values) => {
    keep(`console: ${values.join(' ')}`);
    write.apply(console, values);
  };
}

const { setTimeout: wait } = window;
const { timeout } = AbortSignal;
const shortened = (millis) => (millis >= 1_000 ? millis / window.hurry : millis);
window.setTimeout = (call, millis, ...values) => wait.call(window, call, shortened(millis), ...values);
AbortSignal.timeout = (millis) => timeout.call(AbortSignal, shortened(millis));
