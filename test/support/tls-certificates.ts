import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key, and a certificate for the host that nobody else has signed; `file` holds the certificate until `remove`. */
export function selfSigned(host: string) {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-tls-'));
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=a test', '-addext', `subjectAltName=DNS:${host}`];
  execFileSync('openssl', [...words, ...names, '-keyout', key, '-out', file], { stdio: 'ignore' });
  return {
    key: readFileSync(key, 'utf8'),
    certificate: readFileSync(file, 'utf8'),
    file,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
