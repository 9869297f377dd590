export default {
  materials: {
    title: 'Materials and major hazards', lead: 'By {standard}: a unit whose S is 1 or more is a major hazard; R gives its level, and the first is the worst.', lists: { material: 'Materials', 'hazard-unit': 'Units', 'storage-place': 'Storage places', 'material-conflict': 'Incompatible' },
    kind: { production: 'production unit', storage: 'storage unit' }, level: { first: 'Major hazard, first level', second: 'Major hazard, second level', third: 'Major hazard, third level', fourth: 'Major hazard, fourth level', none: 'No major hazard' },
    filed: 'Filed (design maximum)', live: 'Now (what is there)', at_least: 'at least', at_least_why: 'Of some material the threshold or the factor is not known: the figures can only be greater', alpha: 'α = {alpha}, {n} residents within 500 m of the boundary',
    place: 'Place', material: 'Material', now: 'Now', design: 'Design maximum', share: 'Share q/Q', factor: 'Factor β', unknown: 'not known', over: 'over its limit', blind: 'its point cannot be seen', from: { point: 'point, live', 'last-seen': 'last seen', stock: 'as told', design: 'design maximum' },
    meetings: 'Incompatible materials beside each other', meeting: '{one} and {other}', calm: 'Nothing incompatible stands together, and no place holds more than it may.', empty: 'No units yet: enter materials, units and storage places in the records first.', over_title: 'Over the limit', past: 'The figures of now are not up to date: not in sync',
  },
};
