using System.Collections.Immutable;
using System.Text;

namespace Skiller.Storage.Keys;

/// <summary>
/// The keys that secrets in the database are sealed with: a file of the operator's, the same on every node. A key a line, base64 of 32 bytes;
/// the first seals, all of them open, so that a new one is put first and the old one goes when nothing is sealed with it any more. Lines that
/// begin with <c>#</c> and empty ones say nothing.
/// </summary>
/// <param name="Keys">The first seals.</param>
internal sealed record KeyFile(ImmutableArray<StorageKey> Keys)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not there, not a file of keys, or everybody may read it (F38): the message says which, without a key.</exception>
    public static KeyFile Read(string path)
    {
        var lines = SecretFile.Lines(path);
        var keys = ImmutableArray.CreateBuilder<StorageKey>();
        for (var number = 0; number < lines.Length; number++)
        {
            if (lines[number].Trim() is not { Length: > 0 } line || line.StartsWith('#'))
            {
                continue;
            }

            keys.Add(StorageKey.Parse(line)
                ?? throw new InvalidDataException($"{path}: line {number + 1} is no key: base64 of {StorageKey.Bytes} bytes, as 'skiller keys make' writes it."));
        }

        return keys.Count > 0 ? new KeyFile(keys.ToImmutable()) : throw new InvalidDataException($"{path} holds no key: 'skiller keys make' writes one.");
    }

    /// <summary>Writes a file with a new key, before those that are in it already; for its owner only.</summary>
    /// <returns>The new key's name.</returns>
    /// <exception cref="InvalidDataException">There is a file, and it is none of keys.</exception>
    public static string AddKey(string path)
    {
        var old = File.Exists(path) ? Read(path).Keys : [];
        var key = StorageKey.New();
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(beside, Encoding.ASCII, options))
        {
            foreach (var each in old.Insert(0, key))
            {
                file.WriteLine(Convert.ToBase64String(each.Value.Span));
            }
        }

        File.Move(beside, path, overwrite: true);
        return key.Name;
    }

    /// <summary>The key of a name, null when the file has none.</summary>
    public StorageKey? Find(ReadOnlySpan<byte> id)
    {
        foreach (var key in Keys)
        {
            if (key.Id.Span.SequenceEqual(id))
            {
                return key;
            }
        }

        return null;
    }
}
