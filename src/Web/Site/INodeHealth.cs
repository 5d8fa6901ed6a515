namespace Skiller.Web.Site;

/// <summary>What pages know of the node that serves them.</summary>
public interface INodeHealth
{
    /// <summary>Whether nothing can be recorded now, so that pages say so.</summary>
    bool IsReadOnly { get; }
}
