using System.Text.Json;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Demo;

/// <summary>What the data folder says of a demo: begun, or whole.</summary>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="IsWhole">Whether everything is there.</param>
internal sealed record DemoMark(DateTimeOffset BegunAt, bool IsWhole);

/// <summary>
/// The folder that a demo fills. It must have been empty; a mark that is written before anything else lets a demo that was ended in the middle
/// go on, for as long as the keys are kept that keep it from doing anything twice.
/// </summary>
internal sealed class DemoFolder
{
    private readonly string _file;

    private DemoFolder(string file, DemoMark mark) => (_file, Mark) = (file, mark);

    public DemoMark Mark { get; private set; }

    /// <summary>Takes an empty folder, or one with a demo in it.</summary>
    /// <exception cref="SettingsException">It holds something else.</exception>
    public static DemoFolder Open(Settings settings, DateTimeOffset now)
    {
        if (settings.Database is not null)
        {
            throw new SettingsException([$"--demo fills a data folder of its own with SQLite: start it without {SettingNames.Database}."]);
        }

        if (settings.Roles != (NodeRoles.Silo | NodeRoles.Web))
        {
            throw new SettingsException([$"--demo is filled over its own public address: start it without {SettingNames.Roles}."]);
        }

        var file = Path.Combine(settings.Data, "demo.json");
        if (Read(file) is { } mark)
        {
            return mark.IsWhole || now - mark.BegunAt < Contracts.Limits.IdempotencyWindow
                ? new DemoFolder(file, mark)
                : throw new SettingsException([$"The demo in {settings.Data} was ended in the middle, more than a day ago. Remove the folder and start --demo again."]);
        }

        if (Directory.Exists(settings.Data) && Directory.EnumerateFileSystemEntries(settings.Data).Any())
        {
            throw new SettingsException(
                [$"The data folder {settings.Data} is not empty, and --demo fills an empty one. Name another ({SettingNames.Data}), or start without --demo."]);
        }

        Directory.CreateDirectory(settings.Data);
        var begun = new DemoFolder(file, new DemoMark(now, false));
        begun.Write();
        return begun;
    }

    /// <summary>Everything is there.</summary>
    public void Complete()
    {
        Mark = Mark with { IsWhole = true };
        Write();
    }

    private static DemoMark? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), DemoJson.Default.DemoMark);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    private void Write()
    {
        var beside = _file + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(Mark, DemoJson.Default.DemoMark));
        File.Move(beside, _file, overwrite: true);
    }
}
