import { bootstrapApplication } from '@angular/platform-browser';

import { Deal } from './deal';

bootstrapApplication(Deal).catch(console.error);
