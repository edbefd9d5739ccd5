import { createApp } from 'vue';

import Deal from './Deal.vue';
import './page.css';

createApp(Deal, { order: 'A-1017' }).mount('#app');
