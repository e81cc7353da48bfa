/** The environment variables that momento-eb reads itself; the AWS SDK reads its own besides. A flag wins over each. */
export const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ['MOMENTO_EB_QUEUE', 'the dead letter queue: URL, ARN or name; as --queue'],
  ['MOMENTO_EB_STACK', 'the CloudFormation stack that has the queue; as --stack; MOMENTO_EB_QUEUE wins over it'],
  ['MOMENTO_EB_ENDPOINT_HOST', 'hosts that count as Momento, separated by commas; as --endpoint-host'],
  ['MOMENTO_EB_SANDBOX', '1 or true: use a running sandbox; as --sandbox'],
  ['MOMENTO_EB_SANDBOX_URL', 'the URL of that sandbox; http://127.0.0.1:4577 unless set'],
  ['MOMENTO_EB_LEDGER', 'the ledger file; as --ledger'],
  ['MOMENTO_EB_PAGER, PAGER', 'the pager for long text on a terminal; empty or cat: none; less unless set'],
  ['AWS_REGION, AWS_DEFAULT_REGION', 'the region; as --region; the first that is not empty counts'],
  ['AWS_PROFILE', 'the profile; as --profile'],
  [
    'AWS_ENDPOINT_URL',
    'the endpoint of all AWS requests; as --endpoint-url; AWS_ENDPOINT_URL_SQS and so on, for one service',
  ],
  [
    'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN',
    'credentials; the AWS SDK for JavaScript reads its other variables too',
  ],
  ['HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY', 'the proxies to AWS, and hosts without one; in lower case too'],
  [
    'AWS_CA_BUNDLE',
    'a PEM file of certificates to trust instead of the built-in ones; NODE_EXTRA_CA_CERTS adds to them',
  ],
  ['NO_COLOR, FORCE_COLOR', 'no colour; colour even without a terminal'],
  ['XDG_CACHE_HOME', 'the folder of compiled code and of the discovery cache; ~/.cache unless set'],
  ['XDG_DATA_HOME', 'the folder of the ledger if none is named; ~/.local/share unless set'],
  ['DEBUG', 'any value: print the stack trace of a failure'],
];
