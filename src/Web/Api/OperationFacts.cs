using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>What the description of the API says of an operation besides its path and its shapes.</summary>
internal sealed class OperationFacts
{
    public bool Writes { get; set; }

    public bool TakesBody { get; set; }

    public bool TakesKey { get; set; }

    public bool TakesVersion { get; set; }

    public bool GivesEtag { get; set; }

    public bool GivesNotModified { get; set; }

    public bool GivesLocation { get; set; }

    public bool IsList { get; set; }

    public IReadOnlyList<string> Sorts { get; set; } = [];

    public HashSet<RefusalCode> Refusals { get; } = [];
}
