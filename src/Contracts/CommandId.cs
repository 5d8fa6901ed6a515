namespace Skiller.Contracts;

/// <summary>
/// Identifies one intended act over all its repetitions: recorded in the log together with the act's effects, kept for
/// <see cref="Limits.IdempotencyWindow"/>. A repetition is answered with the first receipt and changes nothing.
/// </summary>
/// <param name="Key">64 hexadecimal digits: SHA-256 over member, path and Idempotency-Key (without a member: path, key and body).</param>
/// <param name="Fingerprint">64 hexadecimal digits: SHA-256 over the body. The same key with another one is refused.</param>
[GenerateSerializer, Immutable, Alias("skiller.command-id")]
public sealed record CommandId([property: Id(0)] string Key, [property: Id(1)] string Fingerprint);
