using System.Collections.Immutable;
using Skiller.Silo.Import;
using Skiller.Silo.Operations;
using Skiller.Storage.Import;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

/// <summary>A dump's folder whose files a test writes, and what staging makes of them.</summary>
internal sealed class Dump : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public Tally Tally { get; } = new();

    public ImportStage? Stage { get; private set; }

    /// <summary>Writes a file of rows, each the attributes of one.</summary>
    public Dump With(string file, params string[] rows)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), $"<rows>{string.Concat(rows.Select(static row => $"<row {row} />"))}</rows>");
        return this;
    }

    public ImportStage Staged()
    {
        Stage = ImportStage.TryOpen(Path) ?? throw new InvalidOperationException("Another import has the folder.");
        new Staging(Path, Stage, Tally, new Silence()).Read(TestContext.Current.CancellationToken);
        return Stage;
    }

    /// <summary>The table of one file.</summary>
    public Dictionary<string, string> Told(string file) => Tally.Rows().Where(row => row[0] == file).ToDictionary(static row => row[1], static row => row[2]);

    public void Dispose()
    {
        Stage?.Dispose();
        _folder.Dispose();
    }

    private sealed class Silence : IOperationReport
    {
        public void Line(string text)
        {
            // Nobody reads it.
        }

        public void Progress(string what, long done, long? total)
        {
            // Nobody looks.
        }

        public void Table(ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows)
        {
            // The tally is asked.
        }
    }
}
