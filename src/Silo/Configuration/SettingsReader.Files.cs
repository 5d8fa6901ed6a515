using Skiller.Storage;
using Skiller.Storage.Keys;

namespace Skiller.Silo.Configuration;

/// <summary>What is said of files that hold secrets, which are looked into before anything starts (F38).</summary>
internal sealed partial class SettingsReader
{
    private string? DatabasePasswordFile()
    {
        var file = Checked(SettingNames.DatabasePasswordFile, static path => SecretFile.Secret(path));
        if (file is null)
        {
            return null;
        }

        if (Text(SettingNames.Database) is not { } database)
        {
            return Wrong<string?>(null, $"{SettingNames.DatabasePasswordFile} is set without {SettingNames.Database}.");
        }

        return StorageOptions.IsConnectionString(database) && StorageOptions.HasPassword(database)
            ? Wrong<string?>(null, $"{SettingNames.Database} has a password, and {SettingNames.DatabasePasswordFile} is set: the password is in one place.")
            : file;
    }

    private string? Checked(string name, Action<string> read)
    {
        if (Text(name) is not { } path)
        {
            return null;
        }

        try
        {
            var full = Path.GetFullPath(path);
            read(full);
            return full;
        }
        catch (InvalidDataException fault)
        {
            return Wrong<string?>(null, $"{name}: {fault.Message}");
        }
    }
}
