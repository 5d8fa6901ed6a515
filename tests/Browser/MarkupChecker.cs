using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>The W3C's Nu HTML checker, which <c>.ci/markup-checker</c> brings: pages as they were sent, all in one run, because it is slow to start.</summary>
internal sealed class MarkupChecker : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    /// <summary>Adds a page, with a name for what is said of it.</summary>
    public async Task Add(string name, string html)
    {
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        var file = string.Create(CultureInfo.InvariantCulture, $"{_names.Count:d4}.html");
        _names[file] = name;
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, file), html);
    }

    public async Task FindsNothing()
    {
        var errors = await Errors();
        Assert.True(errors.Count == 0, string.Join("\n", errors.Take(30)));
    }

    /// <summary>What it calls an error on the pages that were added.</summary>
    public async Task<IReadOnlyList<string>> Errors()
    {
        using var java = Process.Start(new ProcessStartInfo("java", ["-Xss1m", "-jar", Jar(), "--format", "json", "--stdout", "--exit-zero-always", "--errors-only", _folder.Path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException("Java does not start.");
        var said = await java.StandardOutput.ReadToEndAsync();
        await java.WaitForExitAsync();
        Assert.Equal(0, java.ExitCode);
        return
        [
            .. JsonDocument.Parse(said).RootElement.GetProperty("messages").EnumerateArray()
                .Select(message => $"{_names[Path.GetFileName(message.GetProperty("url").GetString() ?? "")]}: {message.GetProperty("message").GetString()} {Extract(message)}"),
        ];
    }

    private static string Extract(JsonElement message) => message.TryGetProperty("extract", out var extract) ? extract.GetString() ?? "" : "";

    private static string Jar()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Skiller.sln")))
        {
            folder = folder.Parent;
        }

        var tools = Path.Combine(folder?.FullName ?? ".", "artifacts", "tools");
        return (Directory.Exists(tools) ? Directory.GetFiles(tools, "vnu-*.jar") : []).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException("The Nu HTML checker is missing: .ci/markup-checker brings it.");
    }
}
