// The plan in metres on Leaflet's plain coordinates: the drawing, zones as polygons, points and actuators as marks.
//
// A pattern `#hatch` must be in the document. What is abnormal is drawn over what is not; y goes down as in the drawing.
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { Level, Severity, Site } from '@/api/types';
import { rank } from '@/alarms/severity';
import type { Box } from './box';
import { place_chips, type Chip } from './chips';
import { box_of, place_labels, type Label } from './labels';

export interface ZoneLook {
  level: Level;
  blind: number;
  words: string[]; // its name, then what is the matter
}
export interface MarkLook {
  text: string; // beside the mark
  severity: Severity | null;
  known: 'known' | 'blind';
  proved: 'proved' | 'unproved';
  title: string; // for the tooltip and for screen readers
}
export interface PlanEvents {
  zone: (name: string) => void;
  point?: (name: string) => void; // without it no points are drawn
  actuator?: (name: string) => void;
  spot?: (place: Metres) => void; // any place on the plan was pressed; comes after the zone that it lies in
}

// A place of work, as large as it is; a radius of 0 is a spot.
export interface Circle {
  place: Metres;
  radius_m: number;
  look: 'own' | 'other' | 'clash';
  label: string; // empty: none
}
// From the edge of one circle to that of another.
export interface Gap {
  from: Metres;
  to: Metres;
  label: string;
}

export type Metres = { x_m: number; y_m: number };
const at = (place: Metres): L.LatLngTuple => [-place.y_m, place.x_m];

const kMarksFromScale = 4.4; // pixels a metre from which every value is written beside its mark
const kSmallBelowScale = 2.6;
const kWall_px = 1800; // a window as wide hangs on a wall

export class PlanMap {
  private readonly map: L.Map;
  private readonly bounds: L.LatLngBounds;
  private readonly zones = new Map<string, L.Polygon>();
  private readonly inside = new Map<string, string[]>(); // the zones that lie in one
  private readonly labels = new Map<string, L.Marker>();
  private readonly says = new Map<string, ZoneLook>(); // by zone with a label
  private readonly marks = new Map<string, L.Marker>();
  private readonly chips = new Map<string, { text: string; rank: number }>(); // by mark
  private arranging = 0;
  private spot: L.CircleMarker | null = null;
  private drawn: L.Layer[] = []; // circles and gaps
  private near: L.Polygon | null = null; // shown instead of the whole plan
  private readonly looks = new Map<string, string>(); // what is drawn, so that only changes touch the page

  constructor(element: HTMLElement, site: Site, events: PlanEvents) {
    this.bounds = L.latLngBounds([-site.plan.height_m, 0], [0, site.plan.width_m]);
    this.map = L.map(element, { crs: L.CRS.Simple, zoomSnap: 0, zoomDelta: 0.5, minZoom: -3, maxZoom: 6, attributionControl: false, maxBounds: this.bounds.pad(0.3), maxBoundsViscosity: 0.8 });
    if (site.plan.url) L.imageOverlay(site.plan.url, this.bounds, { className: 'plan_drawing' }).addTo(this.map);
    // The outer ones first, so that the zones inside them can be pressed.
    for (const zone of [...site.zones].sort((a, b) => area(b.outline) - area(a.outline))) this.add_zone(zone, events);
    const { point: press_point, actuator: press_actuator } = events;
    if (press_point) for (const point of site.points) if (point.at && point.kind !== 'state') this.add_mark(`point:${point.name}`, point.at, () => press_point(point.name));
    if (press_actuator) for (const actuator of site.actuators) if (actuator.at) this.add_mark(`actuator:${actuator.name}`, actuator.at, () => press_actuator(actuator.name));
    const { spot: press_spot } = events;
    if (press_spot) this.map.on('click', ({ latlng }) => press_spot({ x_m: latlng.lng, y_m: -latlng.lat }));
    this.map.on('zoomend', () => this.show_detail());
    this.fit();
  }

  fit(): void {
    this.map.invalidateSize({ animate: false });
    this.map.fitBounds(this.near?.getBounds().pad(0.15) ?? this.bounds, { animate: false, padding: [4, 4] });
    this.show_detail();
  }

  // One place that everything is about; null: none.
  mark_spot(place: Metres | null): void {
    this.spot?.remove();
    this.spot = place && L.circleMarker(at(place), { className: 'plan_spot', radius: 11, interactive: false }).addTo(this.map);
  }

  // Places of work and what lies between them, instead of those drawn before.
  mark_circles(circles: readonly Circle[], gaps: readonly Gap[]): void {
    this.drawn.forEach((layer) => layer.remove());
    const plain = { interactive: false };
    this.drawn = circles.flatMap(({ place, radius_m, look, label }) => {
      const round = L.circle(at(place), { ...plain, className: `plan_work ${look}`, radius: radius_m });
      const centre = L.circleMarker(at(place), { ...plain, className: `plan_work ${look} centre`, radius: 5 });
      if (label) centre.bindTooltip(label, { permanent: true, direction: 'right', offset: [8, 0], className: `plan_work_label ${look}` });
      return [round, centre];
    });
    for (const { from, to, label } of gaps)
      this.drawn.push(L.polyline([at(from), at(to)], { ...plain, className: 'plan_gap' }).bindTooltip(label, { permanent: true, direction: 'center', className: 'plan_work_label clash' }));
    this.drawn.forEach((layer) => layer.addTo(this.map));
  }

  // From near by; null, or no zone: the whole plan.
  show_zone(name: string | null): void {
    this.near = (name !== null && this.zones.get(name)) || null;
    this.fit();
  }

  draw_zone(name: string, look: ZoneLook): void {
    const polygon = this.zones.get(name);
    if (!polygon || !this.changed(`zone:${name}`, look)) return;
    const shape = polygon.getElement();
    const whole = this.labels.has(name) ? '' : ' whole'; // the plant itself: what is wrong in it is shown where it is
    if (shape) shape.setAttribute('class', `leaflet-interactive plan_zone ${look.level}${look.blind > 0 ? ' blind' : ''}${whole}`);
    if (rank(look.level) > 0 && !whole) this.raise(name);
    const label = this.labels.get(name);
    const element = label?.getElement();
    if (!label || !element) return;
    element.className = `${element.className.replace(/ plan_label.*/, '')} plan_label level_${look.level}${look.blind > 0 ? ' is_blind' : ''}`;
    this.says.set(name, look);
    label.setZIndexOffset(200 * rank(look.level));
    this.arrange_soon();
  }

  draw_mark(name: string, look: MarkLook): void {
    const marker = this.marks.get(name);
    const element = marker?.getElement();
    if (!marker || !element || !this.changed(name, look)) return;
    const kind = name.startsWith('actuator:') ? 'actuator' : 'point';
    const state = `${look.severity ?? 'calm'} ${look.known} ${look.proved}`;
    element.replaceChildren(span('shape', ''), span('value', look.text));
    element.className = element.className.replace(/ plan_mark.*/, '') + ` plan_mark ${kind} ${state}`;
    element.setAttribute('title', look.title);
    element.setAttribute('aria-label', look.title);
    this.chips.set(name, { text: look.text, rank: look.severity ? 10 * rank(look.severity) : look.known === 'blind' ? 5 : 0 });
    this.arrange_soon();
    marker.setZIndexOffset(look.severity ? 1000 * rank(look.severity) : look.known === 'blind' ? 500 : 0);
  }

  remove(): void {
    cancelAnimationFrame(this.arranging);
    this.map.remove();
  }

  private add_zone(zone: Site['zones'][number], events: PlanEvents): void {
    const corners = zone.outline.filter((corner): corner is Metres => corner !== null);
    const polygon = L.polygon(corners.map(at), { className: 'plan_zone none', weight: 2 }).addTo(this.map);
    polygon.on('click', () => events.zone(zone.name));
    this.zones.set(zone.name, polygon);
    if (zone.parent !== null) this.inside.set(zone.parent, [...(this.inside.get(zone.parent) ?? []), zone.name]);
    if (zone.parent === null) return; // the whole plant needs no label of its own
    const icon = L.divIcon({ className: ' plan_label', iconSize: [0, 0], html: '' });
    this.labels.set(zone.name, L.marker(polygon.getBounds().getNorthWest(), { icon, interactive: false, keyboard: false }).addTo(this.map));
  }

  private add_mark(name: string, place: Metres, press: () => void): void {
    const icon = L.divIcon({ className: ' plan_mark', iconSize: [0, 0], html: '' });
    const marker = L.marker(at(place), { icon, keyboard: true, riseOnHover: true }).addTo(this.map);
    marker.on('click', press).on('keypress', (event) => {
      if ((event as L.LeafletKeyboardEvent).originalEvent.key === 'Enter') press();
    });
    this.marks.set(name, marker);
  }

  // Over the others, and what lies in it over that.
  private raise(name: string): void {
    this.zones.get(name)?.bringToFront();
    for (const inner of this.inside.get(name) ?? []) this.raise(inner);
  }

  private changed(key: string, look: object): boolean {
    const now = JSON.stringify(look);
    if (this.looks.get(key) === now) return false;
    this.looks.set(key, now);
    return true;
  }

  private show_detail(): void {
    this.map.getContainer().classList.toggle('detailed', this.is_detailed());
    this.map.getContainer().classList.toggle('small', this.scale() < kSmallBelowScale);
    this.arrange_soon();
  }

  private is_detailed(): boolean {
    return this.scale() >= kMarksFromScale;
  }

  // In pixels a metre.
  private scale(): number {
    return 2 ** this.map.getZoom();
  }

  private arrange_soon(): void {
    cancelAnimationFrame(this.arranging);
    this.arranging = requestAnimationFrame(() => this.arrange());
  }

  // Writes the labels so that none covers another, then puts the values beside their marks, the worst ones first.
  private arrange(): void {
    const taken = this.write_labels();
    const chips: Chip[] = [];
    for (const [name, { text, rank: worst }] of this.chips) {
      const marker = this.marks.get(name);
      if (!marker || (worst === 0 && !this.is_detailed())) continue;
      const { x, y } = this.map.latLngToContainerPoint(marker.getLatLng());
      chips.push({ name, x, y, text, rank: worst });
    }
    for (const [name, side] of place_chips(chips, taken)) {
      const element = this.marks.get(name)?.getElement();
      if (element) element.dataset.side = side;
    }
  }

  // What had no room for its words says them to whoever points at it.
  private tell_on_hover(name: string, words: string): void {
    const polygon = this.zones.get(name)!;
    const tooltip = polygon.getTooltip();
    if (tooltip?.getContent() === words || (!tooltip && words === '')) return;
    polygon.unbindTooltip();
    if (words !== '') polygon.bindTooltip(words, { sticky: true, className: 'plan_work_label' });
  }

  private write_labels(): Box[] {
    const labels: Label[] = [];
    for (const [name, look] of this.says) {
      const bounds = this.zones.get(name)!.getBounds();
      const from = this.map.latLngToContainerPoint(bounds.getNorthWest());
      const to = this.map.latLngToContainerPoint(bounds.getSouthEast());
      labels.push({ name, zone: { left: from.x, top: from.y, right: to.x, bottom: to.y }, words: look.words, rank: rank(look.level), sizes_px: sizes_of(look.level) });
    }
    const corner = this.map.latLngToContainerPoint(this.bounds.getNorthWest());
    const end = this.map.latLngToContainerPoint(this.bounds.getSouthEast());
    const written = place_labels(labels, { left: corner.x, top: corner.y, right: end.x, bottom: end.y });
    return labels.flatMap((label) => {
      const form = written.get(label.name) ?? null;
      const element = this.labels.get(label.name)?.getElement();
      if (!element) return [];
      element.hidden = form === null;
      this.tell_on_hover(label.name, form?.lines.length ? '' : label.words.join(' · '));
      if (!form) return [];
      element.style.fontSize = `${form.size_px}px`;
      element.replaceChildren(...(form.shape === 'with' ? [span('shape', '')] : []), ...(form.lines.length ? [span('words', '')] : []));
      element.lastElementChild?.append(...(form.lines.length ? form.lines.map((line) => span('line', line)) : []));
      return [box_of(label, form)];
    });
  }
}

// Large enough for two metres on a wall; what is the matter is written larger where there is room.
function sizes_of(level: Level): number[] {
  const wall = window.innerWidth >= kWall_px;
  const usual = wall ? [18, 15, 12] : [14, 12];
  return rank(level) > rank('low') ? [wall ? 22 : 17, ...usual] : usual;
}

function span(name: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

// Shoelace formula; only to sort.
function area(outline: readonly (Metres | null)[]): number {
  let twice = 0;
  outline.forEach((a, n) => {
    const b = outline[(n + 1) % outline.length];
    if (a && b) twice += a.x_m * b.y_m - b.x_m * a.y_m;
  });
  return Math.abs(twice) / 2;
}
