using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>The programs that check what is in deploy/; <c>.ci/deploy-tools</c> brings them.</summary>
internal static class Tool
{
    /// <summary>Where the files of deploy/ are.</summary>
    public static string Files { get; } = Path.Combine(Node.Root, "deploy");

    private static string Installed { get; } = Path.Combine(Node.Root, "artifacts", "tools");

    private static string Linters { get; } = Path.Combine(Node.Root, "tests", "Deploy", "Linters");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One of our own linters, on Node.js.</summary>
    public static Task<Verdict> Lint(string script, params string[] arguments) => Run("node", [Path.Combine(Linters, script), .. arguments]);

    /// <summary>The linter of compose files, which holds them against the specification's schema too.</summary>
    public static Task<Verdict> Dclint(string file) => Run(
        "node", Path.Combine(Installed, "deploy-linters", "node_modules", "dclint", "bin", "dclint.cjs"), "-c", Path.Combine(Linters, "compose.yaml"), file);

    public static Task<Verdict> Promtool(params string[] arguments) => Run(Prometheus("promtool"), arguments);

    /// <summary>The path of one of Prometheus' programs.</summary>
    public static string Prometheus(string program) => Path.Combine(Installed, "prometheus", "bin", program);

    /// <summary>The documents of a YAML file.</summary>
    public static async Task<ImmutableArray<JsonElement>> Yaml(string file) => Objects(await Lint("json.cjs", file));

    /// <summary>What Kubernetes would be given.</summary>
    public static async Task<ImmutableArray<JsonElement>> Kustomize(string folder) => Objects(await Lint("kustomize.cjs", folder));

    /// <summary>Whether a program is in the path.</summary>
    public static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>A copy of a file of deploy/ with a mistake planted: a linter that takes it checks nothing.</summary>
    /// <param name="folder">Where the copy goes.</param>
    /// <param name="file">The file, relative to deploy/.</param>
    /// <param name="right">What stands in it.</param>
    /// <param name="wrong">What is put there instead.</param>
    public static async Task<string> Planted(TemporaryFolder folder, string file, string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Files, file), Ct);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var copy = Path.Combine(folder.Path, Path.GetFileName(file));
        await File.WriteAllTextAsync(copy, text.Replace(right, wrong, StringComparison.Ordinal), Ct);
        return copy;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Verdict> Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Node.Root };
        start.Environment["NODE_PATH"] = Path.Combine(Installed, "deploy-linters", "node_modules");
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var (printed, said) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return new Verdict(process.ExitCode, await printed, await said);
    }

    private static ImmutableArray<JsonElement> Objects(Verdict verdict)
    {
        verdict.Passes();
        return [.. verdict.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
