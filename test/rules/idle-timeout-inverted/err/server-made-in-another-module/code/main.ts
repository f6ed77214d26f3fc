import { open } from './open.js';

const door = await open();
door.listen(7000);
