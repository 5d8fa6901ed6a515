using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Skiller.Contracts;

/// <summary>
/// A place in a list: the sort key and the id of the last item seen (a keyset, so pages stay stable while items are added), bound to the
/// list by a check sum. It is no secret: a forged one is either refused or a harmless place in the same list.
/// </summary>
/// <param name="Key">The sort key of the last item.</param>
/// <param name="Id">The id of the last item, which breaks ties.</param>
public readonly record struct Cursor(long Key, long Id)
{
    private const int Size = 24;

    /// <summary>The opaque text, 32 characters of base64url.</summary>
    /// <param name="scope">Names the list with its filters and order, such as <c>questions/newest/c#</c>.</param>
    public string ToText(string scope)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes, scope);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor that <see cref="ToText"/> of the same scope wrote.</summary>
    /// <param name="text">What the client sent.</param>
    /// <param name="scope">The list that is asked for.</param>
    /// <param name="cursor">The place.</param>
    /// <returns>False for anything that this list did not issue.</returns>
    public static bool TryParse(string text, string scope, out Cursor cursor)
    {
        cursor = default;
        if (text.Length != Size / 3 * 4 || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        cursor = new Cursor(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)));
        Span<byte> expected = stackalloc byte[Size];
        cursor.Write(expected, scope);
        return CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    private void Write(Span<byte> bytes, string scope)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, Key);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Id);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"skiller cursor 1|{scope}|{Key}|{Id}"), hash);
        hash[..8].CopyTo(bytes[16..]);
    }
}
