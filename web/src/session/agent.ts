// Which browser on which system: what a person knows a device by, out of what it calls itself. Pure.
const kBrowsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['WeChat', /MicroMessenger\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[.\d]* (?:Mobile\/\w+ )?Safari/],
];
const kSystems: readonly (readonly [string, RegExp])[] = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

// As it is, where it is no browser that is known here.
export function agent_said(agent: string): string {
  for (const [name, form] of kBrowsers) {
    const found = form.exec(agent);
    if (!found) continue;
    const system = kSystems.find(([, each]) => each.test(agent))?.[0];
    return [`${name} ${found[1]}`, ...(system ? [system] : [])].join(' · ');
  }
  return agent;
}
