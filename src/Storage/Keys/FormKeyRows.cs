using System.Security.Cryptography;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Keys;

/// <summary>
/// The keys under which forms are proved (ASP.NET's data protection), shared by all fronts: the newest makes proofs, all of them open what
/// they have made. The first of a database is the secret <c>forms</c>, which those before this ring had as their only one.
/// </summary>
internal sealed class FormKeyRows(ISqlDatabase database, ISecrets secrets, SecretBox box, TimeProvider clock)
{
    /// <summary>Names the secret that the first key is.</summary>
    public const string FirstSecret = "forms";

    /// <summary>No proof is worth anything for as long as this: keys that were made before are forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    private static readonly SqlText _sql = SqlText.Load("Keys.keys.sql");
    private static readonly Guid _first = new("5b1d2f0e-6c6c-4572-8f6b-736b696c6c72");

    /// <summary>All keys, oldest first; there is one at least.</summary>
    /// <exception cref="InvalidDataException">One is sealed with a key that this node has not.</exception>
    public async Task<IReadOnlyList<FormKeyRow>> Read(CancellationToken ct)
    {
        var rows = await Rows(ct);
        if (rows.Count == 0)
        {
            await Add(_first, await secrets.Get(FirstSecret, ct), TimeSpan.Zero, ct);
            rows = await Rows(ct);
        }

        return [.. rows.Select(row => row with { Secret = box.Open(PurposeOf(row.Id), row.Secret) })];
    }

    /// <summary>Makes a new key, unless there is one that is younger than <paramref name="unlessYounger"/>.</summary>
    /// <returns>Whether one was made.</returns>
    public Task<bool> Renew(TimeSpan unlessYounger, CancellationToken ct) => Add(new Guid(RandomNumberGenerator.GetBytes(16)), RandomNumberGenerator.GetBytes(Secrets.Length), unlessYounger, ct);

    /// <summary>What a key is sealed for.</summary>
    internal static string PurposeOf(Guid id) => $"{FirstSecret}/{id}";

    private Task<bool> Add(Guid id, byte[] secret, TimeSpan unlessYounger, CancellationToken ct)
    {
        var (now, value) = (clock.GetUtcNow(), box.Seal(PurposeOf(id), secret));
        return database.Write(
            async session =>
            {
                var added = await session.Execute(
                    _sql["add-form-key"],
                    ("id", id.ToString()),
                    ("now", UnixMicroseconds.Of(now)),
                    ("value", value),
                    ("since", UnixMicroseconds.Of(unlessYounger == TimeSpan.Zero ? DateTimeOffset.MaxValue : now - unlessYounger)));
                await session.Execute(_sql["forget-form-keys"], ("before", UnixMicroseconds.Of(now - Kept)));
                return added > 0;
            },
            ct);
    }

    private Task<List<FormKeyRow>> Rows(CancellationToken ct) => database.Read(
        static session => session.Query(
            _sql["form-keys"],
            static row => new FormKeyRow(Guid.Parse(row.GetString(0)), UnixMicroseconds.ToTime(row.GetInt64(1)), row.GetFieldValue<byte[]>(2))),
        ct);
}

/// <summary>A key of forms.</summary>
/// <param name="Id">What proofs name it by.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Secret">32 bytes.</param>
internal sealed record FormKeyRow(Guid Id, DateTimeOffset MadeAt, byte[] Secret);
