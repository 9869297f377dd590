// Where this phone says that it is, asked for once and now.
export interface PhoneFix {
  latitude: number;
  longitude: number;
  accuracy_m: number;
}
export type NoFix = 'refused' | 'none';

const kPatienceMs = 20_000;
const kDenied = 1; // GeolocationPositionError.PERMISSION_DENIED

export function locate(geolocation: Geolocation | undefined = navigator.geolocation): Promise<PhoneFix | NoFix> {
  if (!geolocation) return Promise.resolve('none');
  return new Promise((found) => {
    geolocation.getCurrentPosition(
      ({ coords }) => found({ latitude: coords.latitude, longitude: coords.longitude, accuracy_m: coords.accuracy }),
      (error) => found(error.code === kDenied ? 'refused' : 'none'),
      { enableHighAccuracy: true, maximumAge: 0, timeout: kPatienceMs },
    );
  });
}
