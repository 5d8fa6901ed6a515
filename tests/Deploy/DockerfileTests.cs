using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>The image: what it is made of is there, and nothing in it is root's to run.</summary>
public sealed class DockerfileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_written_as_the_engine_reads_it()
    {
        (await Tool.Lint("dockerfile.cjs", Path.Combine(Tool.Files, "Dockerfile"))).Passes();
        using var folder = new TemporaryFolder();
        (await Tool.Lint("dockerfile.cjs", await Tool.Planted(folder, "Dockerfile", "--start-period", "--started"))).Finds("Unknown flag: started");
    }

    [Fact]
    public async Task No_stage_that_runs_belongs_to_root_and_none_follows_a_moving_tag()
    {
        var stages = await Stages();
        Assert.Equal(["build", "tools", "node"], stages.Select(static stage => stage.Name));
        foreach (var (name, lines) in stages)
        {
            var image = lines[0].Split(' ')[1];
            Assert.Matches(":[0-9]+", image);
            if (name != "build")
            {
                Assert.Equal("USER $APP_UID", lines.Last(static line => line.StartsWith("USER", StringComparison.Ordinal)));
            }
        }

        // It has no shell and no other program: the check is the program's own, and in the form that needs no shell.
        Assert.Contains(stages[^1].Lines, static line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && line.EndsWith("""CMD ["dotnet", "/app/skiller.dll", "probe", "ready"]""", StringComparison.Ordinal));
        Assert.DoesNotContain(stages[^1].Lines, static line => line.StartsWith("RUN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_it_copies_is_there_and_let_through()
    {
        var let = (await File.ReadAllLinesAsync(Path.Combine(Node.Root, ".dockerignore"), Ct)).Where(static line => line.StartsWith('!')).Select(static line => line[1..]).ToImmutableArray();
        var copied = (await Stages()).SelectMany(static stage => stage.Lines)
            .Where(static line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(static line => line.Split(' ')[1..^1])
            .ToImmutableArray();
        Assert.NotEmpty(copied);
        foreach (var source in copied)
        {
            Assert.True(Path.Exists(Path.Combine(Node.Root, source)), source);
            Assert.Contains(let, line => source == line || source.StartsWith(line + "/", StringComparison.Ordinal));
        }

        // Each project that the program is made of is restored before its sources come, so that a change of them restores nothing anew.
        const string program = "src/Silo/Skiller.Silo.csproj";
        var parts = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Node.Root, program), Ct), "<ProjectReference Include=\"../([^\"]+)\"").Select(static part => $"src/{part.Groups[1].Value}");
        Assert.All(parts.Append(program), project => Assert.Contains(project, copied));
    }

    private static async Task<ImmutableArray<(string Name, ImmutableArray<string> Lines)>> Stages()
    {
        var text = Regex.Replace(await File.ReadAllTextAsync(Path.Combine(Tool.Files, "Dockerfile"), Ct), @"\\\n\s*", "");
        var stages = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        foreach (var stage in Regex.Split(text, "^(?=FROM )", RegexOptions.Multiline).Skip(1))
        {
            ImmutableArray<string> lines = [.. stage.Split('\n').Where(static line => line.Length > 0 && line[0] != '#')];
            stages.Add((lines[0].Split(" AS ")[1], lines));
        }

        return stages.ToImmutable();
    }
}
