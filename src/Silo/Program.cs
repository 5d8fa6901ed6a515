using Skiller.Silo.Commands;

return (int)await CommandLine.Run(args);
