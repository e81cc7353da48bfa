import { AwsError, type JsonErrorName } from '../wire/wire.ts';

/** How CloudWatch names an error: the shape of the JSON protocol, and the code that older clients know. */
export function cloudWatchErrorName(code: string): JsonErrorName {
  return { type: `com.amazonaws.cloudwatch#${SHAPES[code] ?? code}`, queryCode: code };
}

const SHAPES: Readonly<Record<string, string>> = {
  InvalidParameterValue: 'InvalidParameterValueException',
  InvalidParameterCombination: 'InvalidParameterCombinationException',
  MissingParameter: 'MissingRequiredParameterException',
};

/** A parameter that means nothing or is out of its range. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** A parameter that is required and absent. */
export function missingParameter(name: string): AwsError {
  return new AwsError('MissingParameter', `The parameter ${name} is required.`);
}
