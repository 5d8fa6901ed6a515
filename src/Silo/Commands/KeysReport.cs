using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skiller.Silo.Commands;

/// <summary>What <c>skiller keys show</c> tells; no secret itself.</summary>
/// <param name="Secrets">The secrets of the database.</param>
/// <param name="FormKeys">The keys of forms.</param>
internal sealed record KeysReport(ImmutableArray<SecretReport> Secrets, ImmutableArray<FormKey> FormKeys);

/// <summary>A secret, and the key that it is sealed with; null: with none.</summary>
internal sealed record SecretReport(string Purpose, string? Key);

/// <summary>A key of forms; <c>skiller keys renew</c> tells the new one.</summary>
internal sealed record FormKey(Guid Id, DateTimeOffset MadeAt);

/// <summary>What <c>skiller keys make</c> tells: the key that is the first of the file now.</summary>
internal sealed record KeyMade(string Key);

/// <summary>What <c>skiller keys seal</c> tells.</summary>
/// <param name="Count">How many secrets were sealed anew.</param>
/// <param name="Key">With which key.</param>
internal sealed record SecretsSealed(long Count, string Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(KeysReport))]
[JsonSerializable(typeof(FormKey))]
[JsonSerializable(typeof(KeyMade))]
[JsonSerializable(typeof(SecretsSealed))]
internal sealed partial class KeysJson : JsonSerializerContext;
