import access from './access';
import care from './care';
import checks from './checks';
import duty from './duty';
import evidence from './evidence';
import event from './event';
import hazards from './hazards';
import lists from './lists';
import materials from './materials';
import permits from './permits';
import places from './places';
import records from './records';
import risk from './risk';
import shell from './shell';
import terms from './terms';
import today from './today';
import work from './work';

export default { ...shell, ...work, ...duty, ...evidence, ...hazards, ...records, ...risk, ...today, ...places, ...materials, ...lists, ...checks, ...care, ...permits, ...access, terms, event };
