using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>What looks at pages for so long that others would change them meanwhile: it runs when nobody else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
