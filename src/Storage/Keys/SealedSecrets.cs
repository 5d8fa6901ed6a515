using System.Collections.Immutable;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Keys;

/// <summary>All that the database keeps sealed: which key each needs, and how they come under a new one.</summary>
internal sealed class SealedSecrets(ISqlDatabase database, SecretBox box)
{
    private static readonly SqlText _sql = SqlText.Load("Keys.keys.sql");

    /// <summary>Each secret and the name of the key that it is sealed with.</summary>
    public async Task<ImmutableArray<SecretInfo>> List(CancellationToken ct) =>
        [.. (await All(ct)).Select(static kept => new SecretInfo(kept.Purpose, SecretBox.KeyOf(kept.Value)))];

    /// <summary>What this node could not open; empty: nothing (F38).</summary>
    public async Task<ImmutableArray<string>> Check(CancellationToken ct)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var kept in await All(ct))
        {
            try
            {
                box.Open(kept.Purpose, kept.Value);
            }
            catch (InvalidDataException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return faults.ToImmutable();
    }

    /// <summary>Seals everything with the first key of the file that is not sealed with it, in one transaction.</summary>
    /// <returns>How many were sealed anew.</returns>
    /// <exception cref="InvalidDataException">There is no file of keys, or something is sealed with a key that it has not: nothing was changed.</exception>
    public async Task<int> SealAll(CancellationToken ct)
    {
        var key = box.Key ?? throw new InvalidDataException("There is no file of keys.");
        var late = (await All(ct)).Where(kept => SecretBox.KeyOf(kept.Value) != key.Name)
            .Select(kept => (kept.Statement, Parameters: new (string, object)[]
            {
                ("id", kept.Id), ("value", box.Seal(kept.Purpose, box.Open(kept.Purpose, kept.Value))), ("before", kept.Value),
            }))
            .ToList();
        return late.Count == 0 ? 0 : await database.Write(
            async session => (await session.Execute([.. late.Select(static each => new SqlStatement(_sql[each.Statement], each.Parameters))])).Sum(),
            ct);
    }

    private Task<List<Kept>> All(CancellationToken ct) => database.Read(
        static async session =>
        {
            var secrets = await session.Query(_sql["secrets"], static row => new Kept("reseal-secret", row.GetString(0), row.GetString(0), row.GetFieldValue<byte[]>(1)));
            var forms = await session.Query(
                _sql["form-keys"],
                static row => new Kept("reseal-form-key", row.GetString(0), FormKeyRows.PurposeOf(Guid.Parse(row.GetString(0))), row.GetFieldValue<byte[]>(2)));
            return secrets.Concat(forms).ToList();
        },
        ct);

    private sealed record Kept(string Statement, string Id, string Purpose, byte[] Value);
}

/// <summary>A secret that the database keeps.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Key">The name of the key that it is sealed with, null: it is not sealed.</param>
internal sealed record SecretInfo(string Purpose, string? Key);
