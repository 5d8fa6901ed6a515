namespace Skiller.Tests.Simulator;

/// <summary>A script of a cluster that takes as long as a test wants, and half a minute at most.</summary>
internal sealed class HeldScript : IDisposable
{
    private readonly string _folder;

    public HeldScript(string folder)
    {
        _folder = folder;
        Path = ScriptFile.Write(
            folder,
            $$"""
            cd '{{folder}}'
            echo "$*" >said && mv said told
            turns=0
            while [ ! -e go ] && [ $turns -lt 600 ]; do sleep 0.05; turns=$((turns + 1)); done
            echo done
            touch ended
            """);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it was told.</summary>
    public string Told => File.ReadAllText(Place("told")).Trim();

    /// <summary>Lets it end.</summary>
    public void Release() => File.WriteAllText(Place("go"), "");

    public void Dispose() => Release();

    /// <summary>Waits until it has begun.</summary>
    public Task Begins(CancellationToken ct) => There("told", ct);

    /// <summary>Waits until it has ended in its own way.</summary>
    public Task Ends(CancellationToken ct) => There("ended", ct);

    private async Task There(string name, CancellationToken ct)
    {
        while (!File.Exists(Place(name)))
        {
            await Task.Delay(10, ct);
        }
    }

    private string Place(string name) => System.IO.Path.Combine(_folder, name);
}
