using Skiller.Silo.Configuration;

namespace Skiller.Tests.Http.Sites;

/// <summary>What runs a site: a node in this process, or a cluster of processes.</summary>
internal interface ISiteHost : IAsyncDisposable
{
    /// <summary>Where users reach it.</summary>
    Uri Address { get; }

    /// <summary>Where the health of what users reach is asked for.</summary>
    Uri Operations { get; }

    /// <summary>The data folders of its nodes: the first invitation and mails are in one of them.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>What commands of the program are told beside it.</summary>
    Settings Beside { get; }

    /// <summary>Its grains, past the fronts.</summary>
    Task<IGrainFactory> Grains();

    /// <summary>Stops all of it as an operator does, and starts it again on what it left.</summary>
    Task Restart();

    /// <summary>Has an operation done, as a command of the program would.</summary>
    Task Operate(string name, IReadOnlyList<(string Name, string Value)> arguments);
}
