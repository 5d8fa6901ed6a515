namespace Skiller.Web.Site.Remembered;

/// <summary>Marks a page that is the same for all visitors who read one language, and is kept for them.</summary>
internal sealed record RememberedForVisitors
{
    public static RememberedForVisitors It { get; } = new();
}

/// <summary>What the making of a page and the memory of pages say to each other, within one request.</summary>
internal sealed class Remembering
{
    /// <summary>The answer that stands for the copy that is kept.</summary>
    public static IResult Kept { get; } = new KeptCopy();

    /// <summary>The version of the site's own words, of which every page shows some.</summary>
    public long Site { get; set; }

    /// <summary>Looks at the page that this one stands for: its own, unless it is the same look that goes on (<see cref="LiveRefresh"/>), and those that were answered from memory since the last one.</summary>
    public int Visits { get; set; } = 1;

    /// <summary>What the kept copy was made of, null when none is kept or it is too old to be used again.</summary>
    public object? KeptBasis { get; set; }

    /// <summary>What this page is made of, null when it does not say.</summary>
    public object? Basis { get; private set; }

    /// <summary>Says what the page is made of; when the kept copy was made of the very same, the page need not be made again: answer <see cref="Kept"/>.</summary>
    public bool Holds(object basis)
    {
        Basis = basis;
        return Equals(KeptBasis, basis);
    }

    private sealed class KeptCopy : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("The memory of pages answers in its place.");
    }
}
