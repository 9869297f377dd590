import evidence from './evidence';
import event from './event';
import hazards from './hazards';
import records from './records';
import risk from './risk';
import shell from './shell';
import terms from './terms';
import work from './work';

export default { ...shell, ...work, ...evidence, ...hazards, ...records, ...risk, terms, event };
