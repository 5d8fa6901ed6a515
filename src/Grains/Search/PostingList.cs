using System.Buffers;

namespace Skiller.Grains.Search;

/// <summary>
/// The documents of one block that hold a word, in the order of their ids, as bytes: the distance to the id before, then two bits for each
/// part (0, 1, 2, or 3 when the number follows). Most entries take two or three bytes. Part of the storage format.
/// </summary>
internal static class PostingList
{
    private const int Many = 3;

    public static byte[] Encode(IEnumerable<KeyValuePair<long, Occurrences>> inOrder)
    {
        var bytes = new ArrayBufferWriter<byte>(64);
        var last = 0L;
        foreach (var (document, found) in inOrder)
        {
            Write(bytes, (ulong)(document - last));
            last = document;
            Write(bytes.GetSpan(1), bytes, (byte)(Bits(found.Title) | (Bits(found.Skills) << 2) | (Bits(found.Body) << 4) | (Bits(found.Answers) << 6)));
            WriteMany(bytes, found.Title);
            WriteMany(bytes, found.Skills);
            WriteMany(bytes, found.Body);
            WriteMany(bytes, found.Answers);
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static SortedDictionary<long, Occurrences> Decode(ReadOnlySpan<byte> bytes)
    {
        var entries = new SortedDictionary<long, Occurrences>();
        var reader = new Reader(bytes);
        while (reader.Next())
        {
            entries[reader.Document] = reader.Found;
        }

        return entries;
    }

    private static int Bits(int count) => Math.Min(count, Many);

    private static void WriteMany(ArrayBufferWriter<byte> bytes, int count)
    {
        if (count >= Many)
        {
            Write(bytes, (ulong)(count - Many));
        }
    }

    // LEB128.
    private static void Write(ArrayBufferWriter<byte> bytes, ulong number)
    {
        while (number >= 0x80)
        {
            Write(bytes.GetSpan(1), bytes, (byte)(number | 0x80));
            number >>= 7;
        }

        Write(bytes.GetSpan(1), bytes, (byte)number);
    }

    private static void Write(Span<byte> span, ArrayBufferWriter<byte> bytes, byte value)
    {
        span[0] = value;
        bytes.Advance(1);
    }

    /// <summary>Goes through the entries without keeping them.</summary>
    internal ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        public long Document { get; private set; }

        public Occurrences Found { get; private set; }

        public bool Next()
        {
            if (_at >= _bytes.Length)
            {
                return false;
            }

            Document += (long)Number();
            var bits = _bytes[_at++];
            Found = new Occurrences(Count(bits & 3), Count((bits >> 2) & 3), Count((bits >> 4) & 3), Count(bits >> 6));
            return true;
        }

        private int Count(int bits) => bits < Many ? bits : Many + (int)Number();

        private ulong Number()
        {
            var (number, shift) = (0UL, 0);
            while (true)
            {
                var part = _bytes[_at++];
                number |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return number;
                }

                shift += 7;
            }
        }
    }
}
