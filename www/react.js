'use client';
// Both elements as React components, for React 18 and 19: attributes as props, properties by ref, events as functions.
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';

import { OneflowContractCard, OneflowContractPicker, define } from './element.js';

const PROPERTIES = ['authorize', 'prefill', 'messages'];
const COMMON = ['ready', 'state-change', 'before-publish', 'published', 'open', 'error'];
const PICKER = [...COMMON, 'selection-change', 'before-create', 'created', 'cancel'];
const CARD = [...COMMON, 'contract-change'];

// On a server there is no layout, and React 18 says so in a warning.
const useCommit = typeof window === 'undefined' ? useEffect : useLayoutEffect;

const propOf = (event) => `onOneflow${event.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}`;

function component(type, events) {
  const names = Object.entries(type.attributes);
  const heard = events.map((event) => [`oneflow-${event}`, propOf(event)]);
  const own = new Set([...names.map(([, property]) => property), ...PROPERTIES, ...heard.map(([, prop]) => prop), 'className']);

  const Component = forwardRef((props, outer) => {
    const inner = useRef(null);
    const latest = useRef(props);
    const listening = useRef(null);
    useImperativeHandle(outer, () => inner.current, []);

    useCommit(() => {
      latest.current = props;
      for (const name of PROPERTIES) {
        if (inner.current[name] !== props[name]) inner.current[name] = props[name];
      }
      // React 19 takes `lang` for a property, whose absence would be the text "null".
      if (props.lang == null) inner.current.removeAttribute('lang');
    });

    useCommit(() => {
      const element = inner.current;
      // For the element's life: taken away during a creation, it finishes it and tells it. Strict mode comes here twice.
      if (listening.current !== element) {
        for (const [event, prop] of heard) element.addEventListener(event, (happened) => latest.current[prop]?.(happened));
        listening.current = element;
      }
      // After the properties are set and the listeners are there: what is defined now starts with all of it.
      define();
    }, []);

    const given = Object.fromEntries(Object.entries(props).filter(([name]) => !own.has(name)));
    for (const [attribute, property] of names) if (props[property] != null) given[attribute] = props[property];
    // React 18 leaves `className` of a custom element as it is written.
    if (props.className != null) given.class = props.className;
    return createElement(type.tag, { ...given, ref: inner });
  });
  Component.displayName = type.tag.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
  return Component;
}

/** `<oneflow-contract-picker>`. */
export const ContractPicker = component(OneflowContractPicker, PICKER);

/** `<oneflow-contract-card>`. */
export const ContractCard = component(OneflowContractCard, CARD);
