/** The environment variables that momento-eb reads itself; the AWS SDK reads its own besides. A flag wins over each. */
export const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ['MOMENTO_EB_QUEUE', 'the dead letter queue: URL, ARN or name; as --queue'],
  ['MOMENTO_EB_STACK', 'the CloudFormation stack whose queue is meant; as --stack; MOMENTO_EB_QUEUE wins over it'],
  ['MOMENTO_EB_ENDPOINT_HOST', 'hosts that count as Momento, with commas between; as --endpoint-host'],
  ['MOMENTO_EB_SANDBOX', '1 or true: talk to a running sandbox; as --sandbox'],
  ['MOMENTO_EB_SANDBOX_URL', 'where that sandbox is; http://127.0.0.1:4577 unless set'],
  ['MOMENTO_EB_LEDGER', 'the file in which redrives are written down; as --ledger'],
  ['AWS_REGION, AWS_DEFAULT_REGION', 'the region; as --region; the first that is not empty counts'],
  ['AWS_PROFILE', 'the profile; as --profile'],
  [
    'AWS_ENDPOINT_URL',
    'where all AWS requests go instead; as --endpoint-url; AWS_ENDPOINT_URL_SQS and so on, for one service',
  ],
  [
    'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN',
    'credentials; and everything else that the AWS SDK for JavaScript reads',
  ],
  [
    'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY',
    'the proxies to AWS, and the hosts that need none; in lower case too',
  ],
  [
    'AWS_CA_BUNDLE',
    'a file of certificates (PEM) to trust instead of the usual ones; NODE_EXTRA_CA_CERTS adds to them',
  ],
  ['NO_COLOR, FORCE_COLOR', 'no colour, and colour even where there is no terminal'],
  [
    'XDG_CACHE_HOME',
    'where compiled code is kept between runs, and for minutes what was found deployed; ~/.cache unless set',
  ],
  ['XDG_DATA_HOME', 'where the ledger is kept unless it is named; ~/.local/share unless set'],
  ['DEBUG', 'anything: print the stack trace of a failure'],
];
