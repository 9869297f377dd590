// Pictures made small enough to send from a phone at the edge of its network, and still show a valve's position.

export const kLongestSide = 1600; // pixels
const kQuality = 0.82;

export interface Size {
  width: number;
  height: number;
}

// The same picture with no side longer than the longest; never made larger.
export function fit(size: Size, longest: number): Size {
  const factor = Math.min(1, longest / Math.max(size.width, size.height));
  return { width: Math.max(1, Math.round(size.width * factor)), height: Math.max(1, Math.round(size.height * factor)) };
}

// A JPEG without the place and the camera that the phone wrote into it; null when the file is no picture that can be read.
export async function downscale(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  const size = fit(picture, kLongestSide);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', kQuality));
}
