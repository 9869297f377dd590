// The files of a site folder as the server wants them to be judged: YAML with its text, of the others the name.

export interface SentFile {
  name: string;
  text?: string;
}

const is_yaml = (name: string) => /\.ya?ml$/.test(name);

// As `davy check` reads a folder: what begins with a dot is left out, and what lies in a folder inside it.
export async function files_to_send(chosen: Iterable<File> | ArrayLike<File>): Promise<SentFile[]> {
  const inside = (file: File) => (file.webkitRelativePath ? file.webkitRelativePath.split('/').length - 1 : 1);
  const files = Array.from(chosen).filter((file) => !file.name.startsWith('.') && inside(file) === 1);
  const sent = await Promise.all(files.map(async (file): Promise<SentFile> => (is_yaml(file.name) ? { name: file.name, text: await file.text() } : { name: file.name })));
  return sent.sort((a, b) => (a.name < b.name ? -1 : 1));
}
