using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Browser;

/// <summary>A site whose administrator may change its very name without anybody else noticing.</summary>
public sealed class AdministeredSite : Site
{
    protected override bool IsBehindProxy => false;
}
