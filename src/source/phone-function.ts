/** `phone_e164(text, country)` of the engine (`engine-functions.ts`); the country is '' where none is known. */
export const PHONE_FUNCTION = 'phone_e164';
