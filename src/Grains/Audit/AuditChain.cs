using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Skiller.Grains.Audit;

/// <summary>
/// Binds each entry of the trail to all before it: whoever changes, removes or inserts one has to make every later hash anew, and the last of
/// them is written down elsewhere (in the manifest of each backup). Pure; part of the storage format.
/// </summary>
internal static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly ReadOnlyMemory<byte> Beginning = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of an entry: SHA-256 of the one before it, the number, the time in microseconds, and each text with its length before it.</summary>
    public static byte[] Hash(ReadOnlyMemory<byte> before, long number, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before.Span);
        Append(hash, number);
        Append(hash, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Append(hash, entry.Position);
        foreach (var text in new[] { entry.Action, entry.Actor, entry.Subject, entry.Detail })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Append(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The first entry that does not follow from those before it, null when all do.</summary>
    /// <param name="before">What stands before the first of these.</param>
    /// <param name="entries">In the order of their numbers.</param>
    /// <param name="after">The number before the first of these.</param>
    public static long? Broken(ReadOnlyMemory<byte> before, IEnumerable<ChainedEntry> entries, long after)
    {
        foreach (var chained in entries)
        {
            if (chained.Number != ++after || !chained.Hash.Span.SequenceEqual(Hash(before, chained.Number, chained.Entry)))
            {
                return after;
            }

            before = chained.Hash;
        }

        return null;
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
