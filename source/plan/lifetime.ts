import type {CertificateContent} from '../catalog/certificate-types.ts';

const day = 86_400_000;

/** Whole days that something is valid: the minutes it is backdated by do not count. NaN when a date is none. */
export const daysOf = ({notBefore, notAfter}: Pick<CertificateContent, 'notBefore' | 'notAfter'>): number =>
	Math.round((Date.parse(notAfter) - Date.parse(notBefore)) / day);

/** Whether a leaf got fewer days than are wanted because what signed it ends then. */
export const isCutShort = (
	leaf: Pick<CertificateContent, 'notBefore' | 'notAfter'>,
	wanted: number,
	signer?: CertificateContent,
): boolean => signer?.signsUntil !== undefined && leaf.notAfter === signer.signsUntil && daysOf(leaf) < wanted;
